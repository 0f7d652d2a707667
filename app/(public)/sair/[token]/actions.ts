// app/(public)/sair/[token]/actions.ts
'use server'

import { leaveByLink } from '@/lib/notifications/leave-by-link'
import { tools } from '@/lib/platform/tools'

/** Whoever holds the letter may leave; said twice it stays true. */
export const leaveAction = async (token: string): Promise<boolean> => leaveByLink(tools, token)
