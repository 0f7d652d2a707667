// components/checkout/dates.ts
import type { Locale } from '@/messages/locales'

const TIME_ZONE = 'America/Sao_Paulo'

const inBoth = (options: Intl.DateTimeFormatOptions) => ({
  'pt-BR': new Intl.DateTimeFormat('pt-BR', { timeZone: TIME_ZONE, ...options }),
  en: new Intl.DateTimeFormat('en', { timeZone: TIME_ZONE, ...options }),
})

const DAY = inBoth({ day: 'numeric', month: 'long' })
const HOUR = new Intl.DateTimeFormat('pt-BR', {
  timeZone: TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const DAY_HOUR = inBoth({
  ...{ day: 'numeric', month: 'long' },
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
})

/** `15 de novembro`. */
export const dayOf = (at: string | Date, language: Locale) => DAY[language].format(new Date(at))

/** `14:31`, in Brasília. */
export const hourOf = (at: string | Date) => HOUR.format(new Date(at))

/** `22 de novembro às 15:02`. */
export const dayHourOf = (at: string | Date, language: Locale) =>
  DAY_HOUR[language].format(new Date(at))
