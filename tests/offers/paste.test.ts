// tests/offers/paste.test.ts
import { expect, test } from 'vitest'
import { cleanPaste } from '@/components/offers/content-paste'
import { cleanHtml } from '@/lib/offers/clean-html'

const pasted = (html: string) => cleanHtml(cleanPaste(html))

test('a list typed in Word is a list, and its bullets are gone', () => {
  const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p {mso-x:y} --></style><xml><o:p></o:p></xml></head><body><!--StartFragment-->
<h1>Curso</h1><p class=MsoNormal><b>Seis</b> semanas<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'>·<span>&nbsp;&nbsp; </span></span><![endif]>Aulas<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span>·</span><![endif]>Encontros<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span>1.<span>&nbsp;</span></span><![endif]>Primeiro</p><!--EndFragment--></body></html>`
  const html = pasted(word).replace(/\s+/g, ' ')
  expect(html).toContain('<h2>Curso</h2>')
  expect(html).toContain('<p><strong>Seis</strong> semanas</p>')
  expect(html).toContain('<ul><li>Aulas</li><li>Encontros</li></ul>')
  expect(html).toContain('<ol><li>Primeiro</li></ol>')
  expect(html).not.toMatch(/mso|·|StartFragment/)
})

test('a text of Google Docs is not bold from end to end', () => {
  const docs =
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7"><p dir="ltr"><span>Um</span></p><h4>Dois</h4><p><b>três</b></p></b><br>'
  expect(pasted(docs)).toBe('<p>Um</p><h3>Dois</h3><p><strong>três</strong></p><br />')
})
