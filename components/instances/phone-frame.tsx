// components/instances/phone-frame.tsx
import { useTranslations } from 'next-intl'
import { hourOf } from '@/components/notifications/hour'
import { phoneWords } from '@/components/notifications/phone-words'
import { WhatsappText } from '@/components/notifications/whatsapp-text'
import { Avatar } from '@/components/ui/avatar'
import { Bubble } from '@/components/ui/bubble'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import type { Bubbles, Conversation } from '@/lib/notifications/sandbox-views'

type Props = {
  readonly instanceId: string
  readonly person: Conversation
  readonly conversation: { readonly bubbles: Bubbles; readonly optedOut: boolean }
  readonly reply: (form: FormData) => Promise<void>
}

/** The buyer's own phone: what arrived, and what they would answer. */
export function PhoneFrame({ instanceId, person, conversation, reply }: Props) {
  const t = useTranslations('instances.phone')
  const { phone, name } = person
  return (
    <section
      aria-label={t('conversation', { phone: phoneWords(phone) })}
      className="mx-auto flex w-full max-w-[400px] flex-col overflow-hidden rounded-[28px] border-4 border-foreground/80 bg-card"
    >
      <div className="flex items-center gap-3 border-b px-4 py-3">
        <Avatar name={name ?? phone} />
        <div className="min-w-0">
          <p className="truncate font-medium">{name ?? phoneWords(phone)}</p>
          <p className="num text-xs text-muted-foreground">
            {conversation.optedOut ? t('optedOut') : phoneWords(phone)}
          </p>
        </div>
      </div>
      <Talk bubbles={conversation.bubbles} />
      <form action={reply} className="grid gap-1.5 border-t p-3">
        <input type="hidden" name="instanceId" value={instanceId} />
        <input type="hidden" name="phone" value={phone} />
        <div className="flex gap-2">
          <Input name="text" required maxLength={1000} aria-label={t('reply')} autoComplete="off" />
          <Button type="submit" className="max-md:h-11">
            {t('send')}
          </Button>
        </div>
        <p className="text-xs text-muted-foreground">{t('replyHint')}</p>
      </form>
    </section>
  )
}

function Talk({ bubbles }: { readonly bubbles: Bubbles }) {
  const t = useTranslations('instances.phone')
  const ticksOf = (state: Bubbles[number]['state']) =>
    state === 'read' || state === 'delivered' ? { ticks: state, ticksLabel: t(state) } : {}
  return (
    <ol className="flex h-[480px] flex-col-reverse gap-2 overflow-y-auto bg-muted/50 p-4">
      {[...bubbles].reverse().map(({ id, body, fromBuyer, at, state }) => (
        <li
          key={id}
          className={cn('w-fit max-w-[88%] [overflow-wrap:anywhere]', fromBuyer && 'self-end')}
        >
          <Bubble foot={hourOf(at)} whole {...ticksOf(fromBuyer ? null : state)}>
            <WhatsappText text={body} />
          </Bubble>
        </li>
      ))}
    </ol>
  )
}
