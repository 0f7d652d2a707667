// components/notifications/hour.ts
import { ZONE } from '@/lib/kernel/calendar'

const HOUR = new Intl.DateTimeFormat('pt-BR', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
})

/** `14:32`, on the clocks of São Paulo; the same in every language of the panel. */
export const hourOf = (at: Date): string => HOUR.format(at)
