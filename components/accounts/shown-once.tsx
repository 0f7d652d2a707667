// components/accounts/shown-once.tsx
'use client'

import { Button } from '@/components/ui/button'
import { CopyWideButton } from '@/components/ui/copy-button'

type Props = {
  readonly text: string
  readonly copy: string
  readonly done: string
  readonly close: () => void
}

/** A key or a link that nobody can look up again: large, and one press to have it. */
export function ShownOnce({ text, copy, done, close }: Props) {
  return (
    <div className="grid gap-3">
      <output className="rounded-md bg-muted px-3 py-2.5 font-mono text-xs/5 break-all select-all">
        {text}
      </output>
      <CopyWideButton text={text} primary>
        {copy}
      </CopyWideButton>
      <Button variant="ghost" onClick={close}>
        {done}
      </Button>
    </div>
  )
}
