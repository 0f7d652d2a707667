// components/coupons/coupons-table.tsx

import { CircleCheck, CircleDashed, CircleOff, Clock, TicketX } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Mono } from '@/components/ui/code-chip'
import { NumberCell } from '@/components/ui/number-cell'
import { Status } from '@/components/ui/status'
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table'
import { localTimeOf } from '@/lib/kernel/calendar'
import { centavos, formatDecimal, formatReais } from '@/lib/kernel/money'
import type { CouponRow } from '@/lib/offers/list-coupons'
import { CouponActions, type EndCoupon } from './coupon-actions'
import type { CouponText, SaveCoupon } from './coupon-form'

const LOOK = {
  active: { tone: 'paid', icon: CircleCheck },
  scheduled: { tone: 'waiting', icon: Clock },
  over: { tone: 'neutral', icon: CircleDashed },
  used_up: { tone: 'returned', icon: TicketX },
  ended: { tone: 'neutral', icon: CircleOff },
} as const

type Props = {
  readonly coupons: readonly CouponRow[]
  /** Of the offer whose page this is; null on the page of all coupons. */
  readonly offerCode: string | null
  readonly origin: string
  readonly edit: ((couponId: string) => SaveCoupon) | null
  readonly end: EndCoupon | null
}

/** Every code, how it stands and what it brought. */
export function CouponsTable({ coupons, ...rest }: Props) {
  const t = useTranslations('coupons')
  return (
    <Card aria-label={t('title')}>
      <Table>
        <caption className="sr-only">{t('caption')}</caption>
        <TableHeader>
          <TableRow>
            <TableHead>{t('column.code')}</TableHead>
            <TableHead>{t('column.state')}</TableHead>
            <TableHead numeric>{t('column.used')}</TableHead>
            <TableHead numeric>{t('column.sales')}</TableHead>
            <TableHead numeric>{t('column.revenue')}</TableHead>
            <TableHead>
              <span className="sr-only">{t('column.actions')}</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {coupons.map((coupon) => (
            <Line key={coupon.id} coupon={coupon} {...rest} />
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

type LineProps = Omit<Props, 'coupons'> & { readonly coupon: CouponRow }

function Line({ coupon, offerCode, origin, edit, end }: LineProps) {
  const t = useTranslations('coupons')
  const format = useFormatter()
  const { code, state, used, maxUses, paidCount, revenue, offer } = coupon
  const { tone, icon } = LOOK[state]
  const page = offer?.code ?? offerCode
  const uses = maxUses === null ? format.number(used) : t('of', { used, max: maxUses })
  return (
    <TableRow>
      <TableCell phone="title">
        <Mono className="font-medium">{code}</Mono>
        <span className="block text-xs font-normal text-muted-foreground">
          <Terms coupon={coupon} isHere={offerCode !== null} />
        </span>
      </TableCell>
      <TableCell>
        <Status tone={tone} icon={icon}>
          {t(`state.${state}`)}
        </Status>
      </TableCell>
      <TableCell phone="hide" numeric className="font-normal whitespace-nowrap">
        {uses}
      </TableCell>
      <NumberCell>{format.number(paidCount)}</NumberCell>
      <TableCell phone="value" numeric className="whitespace-nowrap">
        {revenue === 0 ? '–' : formatReais(revenue)}
      </TableCell>
      <TableCell className="num text-xs text-muted-foreground md:hidden">
        {t('line', { uses, sales: paidCount })}
      </TableCell>
      <TableCell>
        <CouponActions
          id={coupon.id}
          code={code}
          isEnded={state === 'ended'}
          address={page === null ? null : `${origin}/o/${page}?cupom=${code}`}
          given={textOf(coupon)}
          edit={edit === null ? null : edit(coupon.id)}
          end={end}
        />
      </TableCell>
    </TableRow>
  )
}

type TermsProps = {
  readonly coupon: CouponRow
  /** Among those of one offer, which need not name it. */
  readonly isHere: boolean
}

/** `10% · até 15 de nov. · só no Pix`: what it takes off, and when and how it does. */
function Terms({ coupon, isHere }: TermsProps) {
  const t = useTranslations('coupons.terms')
  const format = useFormatter()
  const { kind, value, offer, startsAt, endsAt, maxPerBuyer, methods, everyCharge } = coupon
  const day = (at: string) =>
    format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })
  const amount =
    kind === 'fixed'
      ? formatReais(centavos(value))
      : format.number(value / 10_000, { style: 'percent', maximumFractionDigits: 2 })
  const said = [
    t('off', { amount }),
    offer === null ? t('all') : isHere ? t('here') : t('offer', { title: offer.title }),
    ...(startsAt === null ? [] : [t('from', { day: day(startsAt) })]),
    ...(endsAt === null ? [] : [t('until', { day: day(endsAt) })]),
    ...(maxPerBuyer === null ? [] : [t('perBuyer', { count: maxPerBuyer })]),
    ...(methods === null
      ? []
      : [t('methods', { list: format.list(methods.map((method) => t(`method.${method}`))) })]),
    ...(everyCharge ? [t('everyCharge')] : []),
  ]
  return said.join(' · ')
}

const local = (at: string | null) => (at === null ? '' : localTimeOf(new Date(at)).slice(0, 16))
const count = (number: number | null) => (number === null ? '' : String(number))

const textOf = (coupon: CouponRow): CouponText => ({
  kind: coupon.kind,
  value: formatDecimal(centavos(coupon.value)).replace('.', ',').replace(',00', ''),
  startsAt: local(coupon.startsAt),
  endsAt: local(coupon.endsAt),
  maxUses: count(coupon.maxUses),
  maxPerBuyer: count(coupon.maxPerBuyer),
  everyCharge: coupon.everyCharge,
  methods: coupon.methods ?? ['card', 'pix', 'boleto'],
})
