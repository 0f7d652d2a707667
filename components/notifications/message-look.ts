// components/notifications/message-look.ts
import {
  ArrowUpToLine,
  Ban,
  CalendarClock,
  Check,
  CheckCheck,
  ChevronsUp,
  CircleHelp,
  CircleX,
  Clock,
  Eye,
  Loader,
  type LucideIcon,
  PhoneOff,
  Timer,
} from 'lucide-react'
import type { Tone } from '@/components/ui/tone'
import type { MessageView } from '@/lib/notifications/views'

type Word = MessageView['state'] | 'front' | 'nearEnd'
export type Look = { readonly tone: Tone; readonly icon: LucideIcon; readonly word: Word }

const LOOKS: Readonly<Record<Word, Omit<Look, 'word'>>> = {
  scheduled: { tone: 'authorized', icon: CalendarClock },
  queued: { tone: 'waiting', icon: Clock },
  front: { tone: 'authorized', icon: ArrowUpToLine },
  nearEnd: { tone: 'authorized', icon: Timer },
  sending: { tone: 'authorized', icon: Loader },
  sent: { tone: 'paid', icon: Check },
  delivered: { tone: 'paid', icon: CheckCheck },
  read: { tone: 'paid', icon: Eye },
  failed: { tone: 'refused', icon: CircleX },
  unknown: { tone: 'waiting', icon: CircleHelp },
  superseded: { tone: 'returned', icon: ChevronsUp },
  canceled: { tone: 'returned', icon: Ban },
  suppressed: { tone: 'refused', icon: Ban },
}

const NO_PHONE = new Set(['no_phone', 'invalid_phone', 'placeholder_phone', 'not_on_whatsapp'])

/** What goes before others, or must go soon, is told apart from what merely waits. */
export function lookOf(message: MessageView): Look {
  const { state, lane, urgent, rule, step, reasonCode } = message
  const waits = state === 'scheduled' || state === 'queued'
  const word: Word =
    waits && (urgent || lane === 'now')
      ? 'front'
      : waits && isPixReminder(rule, step)
        ? 'nearEnd'
        : state
  const icon = NO_PHONE.has(reasonCode ?? '') && state === 'suppressed' ? { icon: PhoneOff } : {}
  return { ...LOOKS[word], ...icon, word }
}

export const isPixReminder = (rule: string, step: number) => rule === 'pix_generated' && step === 2
