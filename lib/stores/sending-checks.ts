// lib/stores/sending-checks.ts
import type { Check } from './checklist'
import type { Sending } from './sending'

/** The texts that are on, and what the official channel says of its templates. */
export function textsOf({ texts, templates }: Sending): Check[] {
  const { rendered, at, broken } = texts
  const [first] = broken
  const said: Check = {
    id: 'texts',
    state: first !== undefined ? 'missing' : rendered === 0 ? 'unknown' : 'ok',
    at,
    values: {
      ...{ rendered, broken: broken.length },
      ...{ code: first?.code ?? '', step: first?.step ?? 0, missing: first?.missing ?? '' },
    },
  }
  if (templates === null) return [said]
  const { all, waiting, refused } = templates
  const state = refused.length > 0 ? 'missing' : waiting.length > 0 ? 'warning' : 'ok'
  const names = [...refused, ...waiting].slice(0, 3).join(', ')
  const values = { all, refused: refused.length, waiting: waiting.length, names }
  return [said, { id: 'templates', state, at: templates.at, values }]
}

/** What may still leave today. */
export const capOf = ({ cap }: Sending): Check[] =>
  cap === null
    ? []
    : [{ id: 'cap', state: cap.left === 0 ? 'warning' : 'ok', at: null, values: { ...cap } }]
