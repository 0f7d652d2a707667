// components/instances/quiet-days.tsx
'use client'

import { useTranslations } from 'next-intl'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import type { InstanceView } from '@/lib/notifications/instance-views'

type Days = InstanceView['quietDays']
type Props = { readonly value: Days; readonly onChange: (days: Days) => void }

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '0'] as const
const KINDS = ['usual', 'none', 'all', 'own'] as const
const OWN = { from: '20:00', to: '09:00' }

const kindOf = (day: Days[string]): (typeof KINDS)[number] => {
  if (day === undefined) return 'usual'
  if (day === null) return 'none'
  return day === 'all' ? 'all' : 'own'
}

/** Each weekday as usual, without silence, silent as a whole, or with hours of its own. */
export function QuietDays({ value, onChange }: Props) {
  const t = useTranslations('instances.pace')
  const put = (weekday: string, day: Days[string]) => {
    const { [weekday]: _was, ...others } = value
    onChange(day === undefined ? others : { ...others, [weekday]: day })
  }
  const choose = (weekday: string, kind: string) =>
    put(
      weekday,
      kind === 'usual' ? undefined : kind === 'none' ? null : kind === 'all' ? 'all' : OWN,
    )
  return (
    <ul className="grid gap-2">
      {WEEKDAYS.map((weekday) => {
        const day = value[weekday]
        const name = t(`weekday.${weekday}`)
        return (
          <li
            key={weekday}
            className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5"
          >
            <span className="text-sm">{name}</span>
            <NativeSelect
              aria-label={t('quietOf', { day: name })}
              value={kindOf(day)}
              onChange={(event) => choose(weekday, event.target.value)}
            >
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`quietKind.${kind}`)}
                </option>
              ))}
            </NativeSelect>
            {typeof day === 'object' && day !== null && (
              <span className="col-start-2 grid grid-cols-2 gap-3">
                {(['from', 'to'] as const).map((end) => (
                  <Input
                    key={end}
                    type="time"
                    className="num"
                    aria-label={t(end === 'from' ? 'quietFromOf' : 'quietToOf', { day: name })}
                    value={day[end]}
                    onChange={(event) => put(weekday, { ...day, [end]: event.target.value })}
                  />
                ))}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
