// lib/postbacks/platforms/generic-guide.ts
import type { Guide } from '../platform'

/** Whatever calls us has a panel of its own: only what every one of them asks for is said. */
export const genericGuide: Guide = {
  path: [],
  form: [
    { field: 'Nome', value: { of: 'name' } },
    { field: 'URL', value: { of: 'address' } },
    { field: 'Método', value: { text: 'POST' } },
    { field: 'Formato', value: { text: 'JSON (application/json)' } },
  ],
  eventsField: 'Eventos',
  events: [],
  testButton: null,
  keyLabel: 'Segredo',
  keyPath: [],
  notes: [],
  tracksOrigin: true,
}
