// components/layout/places.ts
import {
  BellRing,
  ChartColumn,
  CircleHelp,
  House,
  type LucideIcon,
  MessageCircle,
  ReceiptText,
  Repeat,
  SearchCheck,
  Settings,
  Smartphone,
  Store,
  Tag,
  UserRoundPlus,
} from 'lucide-react'

export type Place = {
  readonly name:
    | 'home'
    | 'sales'
    | 'offers'
    | 'recurrences'
    | 'stores'
    | 'messages'
    | 'findings'
    | 'diagnosis'
    | 'alerts'
    | 'reports'
    | 'instances'
    | 'leads'
    | 'settings'
  readonly href: string
  readonly icon: LucideIcon
}

const home: Place = { name: 'home', href: '/', icon: House }
const sales: Place = { name: 'sales', href: '/sales', icon: ReceiptText }
const offers: Place = { name: 'offers', href: '/offers', icon: Tag }
const recurrences: Place = { name: 'recurrences', href: '/recurrences', icon: Repeat }
const leads: Place = { name: 'leads', href: '/leads', icon: UserRoundPlus }
const stores: Place = { name: 'stores', href: '/stores', icon: Store }
const messages: Place = { name: 'messages', href: '/notifications', icon: MessageCircle }
const findings: Place = { name: 'findings', href: '/findings', icon: CircleHelp }
const diagnosis: Place = { name: 'diagnosis', href: '/diagnosis', icon: SearchCheck }
const alerts: Place = { name: 'alerts', href: '/alerts', icon: BellRing }
const reports: Place = { name: 'reports', href: '/reports', icon: ChartColumn }
const instances: Place = { name: 'instances', href: '/instances', icon: Smartphone }
const settings: Place = { name: 'settings', href: '/settings', icon: Settings }

/** The work of the day, then what is set up once. */
export const SIDEBAR: readonly (readonly Place[])[] = [
  [home, sales, offers, recurrences, leads, stores, messages, diagnosis, alerts, findings, reports],
  [instances, settings],
]

/** Four of the five places of the bar at the bottom of a phone; the fifth opens the rest. */
export const TABS: readonly Place[] = [home, sales, offers, messages]
export const MORE: readonly Place[] = [
  recurrences,
  leads,
  stores,
  diagnosis,
  alerts,
  findings,
  reports,
  instances,
  settings,
]

export const isAt = (path: string, { href }: Place) =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
