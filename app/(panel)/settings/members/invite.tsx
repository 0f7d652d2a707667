// app/(panel)/settings/members/invite.tsx
'use client'

import { UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { ShownOnce } from '@/components/accounts/shown-once'
import { useActionForm } from '@/components/accounts/use-action-form'
import { useFieldSentence } from '@/components/accounts/use-field-sentence'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { Form, FormError, FormField } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { RadioCard, RadioGroup } from '@/components/ui/radio-group'
import { inviteMemberAction } from './actions'

type Made = { readonly link: string; readonly email: string }

/** No mail is needed: whoever invites sends the link the way they already talk to the person. */
export function Invite() {
  const t = useTranslations('settings.members')
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<Made>()
  const turn = (next: boolean) => {
    setOpen(next)
    if (!next) setMade(undefined)
  }
  return (
    <Dialog open={open} onOpenChange={turn}>
      <DialogTrigger asChild>
        <Button variant="primary" className="max-sm:h-11 max-sm:w-full">
          <UserPlus aria-hidden />
          {t('invite')}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>
            {made === undefined ? t('inviteTitle') : t('linkTitle', { email: made.email })}
          </DialogTitle>
          <DialogDescription>{t(made === undefined ? 'lead' : 'linkBody')}</DialogDescription>
        </DialogHeader>
        {made === undefined ? (
          <InviteForm made={setMade} />
        ) : (
          <ShownOnce
            text={made.link}
            copy={t('copyLink')}
            done={t('done')}
            close={() => turn(false)}
          />
        )}
      </DialogContent>
    </Dialog>
  )
}

const ROLES = ['admin', 'support', 'owner'] as const

function InviteForm({ made }: { readonly made: (made: Made) => void }) {
  const t = useTranslations('settings')
  const sentence = useFieldSentence()
  const form = useForm({ defaultValues: { email: '', role: 'admin' } })
  const { onSubmit, busy, message } = useActionForm(form, async (values) => {
    const answer = await inviteMemberAction(values)
    if (answer.link !== undefined) made({ link: answer.link, email: values.email })
    return answer
  })
  return (
    <Form form={form} onSubmit={onSubmit}>
      <FormField name="email" label={t('members.email')} sentence={sentence} required>
        {(field) => <Input {...field} type="email" autoComplete="off" inputMode="email" />}
      </FormField>
      <FormField name="role" label={t('members.role')}>
        {({ value, onChange }) => (
          <RadioGroup aria-label={t('members.role')} value={value} onValueChange={onChange}>
            {ROLES.map((role) => (
              <RadioCard key={role} value={role} title={t(`role.${role}`)} className="py-3">
                {t(`roleDoes.${role}`)}
              </RadioCard>
            ))}
          </RadioGroup>
        )}
      </FormField>
      <FormError>{message}</FormError>
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {t('members.makeLink')}
      </Button>
    </Form>
  )
}
