// lib/platform/permissions.ts
import type { Ctx, Role } from './context'

export type Task = 'team' | 'settings' | 'work'

/** Who may do what. `support` looks at everything and answers buyers. */
const MAY: Readonly<Record<Role, readonly Task[]>> = {
  owner: ['team', 'settings', 'work'],
  admin: ['settings', 'work'],
  support: [],
}

export const may = (role: Role, task: Task): boolean => MAY[role].includes(task)

export const notAllowed = (ctx: Ctx<'member'>, task: Task): boolean => !may(ctx.actor.role, task)
