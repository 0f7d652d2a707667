// components/checkout/fill.ts

export type Values = Readonly<Record<string, unknown>>

const GAP = /\{(\w+)(?:, plural, (?:=0 \{([^{}]*)\} )?one \{([^{}]*)\} other \{([^{}]*)\})?\}/g

/**
 * The part of ICU that the catalogue's sentences for buyers use: `{name}` and `{count, plural, one {…}
 * other {…}}`. A parser of all of it would weigh more than the form; a test compares the two.
 */
export function fill(text: string, values: Values = {}): string {
  return text.replace(GAP, (_, name: string, none?: string, one?: string, other?: string) => {
    const value = values[name]
    if (one === undefined || other === undefined) return String(value)
    const said = value === 0 && none !== undefined ? none : value === 1 ? one : other
    return said.replaceAll('#', String(value))
  })
}

const MARK = /<(\w+)>(.*?)<\/\1>/

/** The sentence cut at its marks: text, and `<b>…</b>` as what `values.b` makes of it. */
export function fillRich<Node>(
  text: string,
  values: Readonly<Record<string, unknown>>,
): (string | Node)[] {
  const [marked, tag = '', inside = ''] = MARK.exec(text) ?? []
  if (marked === undefined) return [fill(text, values)]
  const at = text.indexOf(marked)
  const make = values[tag] as (chunks: string) => Node
  return [
    fill(text.slice(0, at), values),
    make(fill(inside, values)),
    ...fillRich<Node>(text.slice(at + marked.length), values),
  ]
}
