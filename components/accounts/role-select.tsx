// components/accounts/role-select.tsx
'use client'

import { useTranslations } from 'next-intl'
import { useOptimistic, useTransition } from 'react'
import { NativeSelect } from '@/components/ui/native-select'
import { toast } from '@/components/ui/toaster'
import type { MemberRow } from '@/lib/accounts/views'
import type { FormAnswer } from '@/lib/platform/form-answer'

type Role = MemberRow['role']
const ROLES: readonly Role[] = ['owner', 'admin', 'support']

type Props = {
  readonly role: Role
  readonly label: string
  readonly change: (role: string) => Promise<FormAnswer>
}

/** Changes at once; a refusal puts the role back and says why. */
export function RoleSelect({ role, label, change }: Props) {
  const t = useTranslations('settings')
  const [shown, show] = useOptimistic(role)
  const [pending, start] = useTransition()
  const choose = (next: string) =>
    start(async () => {
      show(ROLES.find((each) => each === next) ?? role)
      const { message } = await change(next)
      if (message === undefined) toast.success(t('saved'))
      else toast.error(message)
    })
  return (
    <NativeSelect
      aria-label={label}
      value={shown}
      disabled={pending}
      onChange={({ target }) => choose(target.value)}
      className="min-w-44"
    >
      {ROLES.map((each) => (
        <option key={each} value={each}>
          {t(`role.${each}`)}
        </option>
      ))}
    </NativeSelect>
  )
}
