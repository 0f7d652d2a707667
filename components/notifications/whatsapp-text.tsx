// components/notifications/whatsapp-text.tsx
const MARKED = /^([\s\S]*?)([*_~])([^*_~\n]+)\2([\s\S]*)$/
const TAGS = { '*': 'b', _: 'i', '~': 's' } as const

/** `*bold*`, `_italic_` and `~strike~` as the phone shows them; a link keeps its underscores. */
export function WhatsappText({ text }: { readonly text: string }) {
  const [, before = '', mark = '', inside = '', after = ''] = MARKED.exec(text) ?? []
  if (mark === '') return text
  if (/[\w/]$/.test(before) || /^\w/.test(after)) {
    const end = text.length - after.length
    return (
      <>
        {text.slice(0, end)}
        <WhatsappText text={after} />
      </>
    )
  }
  const Tag = TAGS[mark as keyof typeof TAGS]
  return (
    <>
      {before}
      <Tag className={mark === '*' ? 'font-semibold' : ''}>{inside}</Tag>
      <WhatsappText text={after} />
    </>
  )
}
