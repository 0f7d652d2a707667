// app/(panel)/instances/[id]/pair/actions.ts
'use server'

import { getTranslations } from 'next-intl/server'
import type { Shown } from '@/components/instances/pair-phone'
import { InstanceId } from '@/lib/notifications/messages-query'
import { askForCode, type PairingView, readPairing } from '@/lib/notifications/pair-instance'
import { memberContext } from '@/lib/platform/session'
import { drawQr } from '@/lib/sales/draw-qr'

const NOBODY: PairingView = {
  ...{ state: 'off', code: null, pairingCode: null, count: 0, until: null, cause: null },
}

const shown = ({ code, until, ...rest }: PairingView, now: Date): Shown => ({
  ...rest,
  qr: code === null ? null : drawQr(code),
  secondsLeft:
    until === null ? 0 : Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 1_000)),
})

/** As it was last told; the channel is not asked. */
export async function lookAction(id: string): Promise<Shown> {
  const ctx = await memberContext()
  const instanceId = InstanceId.safeParse(id)
  return shown(instanceId.success ? await readPairing(ctx, instanceId.data) : NOBODY, ctx.now())
}

/** A new code from the channel; with a number, one to be typed. */
export async function askAction(id: string, number: string): Promise<Shown> {
  const ctx = await memberContext()
  const instanceId = InstanceId.safeParse(id)
  if (!instanceId.success) return shown(NOBODY, ctx.now())
  const asked = await askForCode(ctx, { instanceId: instanceId.data, number })
  if (asked.ok) return shown(asked.value, ctx.now())
  const t = await getTranslations('notifications.error')
  const before = await readPairing(ctx, instanceId.data)
  return { ...shown(before, ctx.now()), message: t(asked.error.code) }
}
