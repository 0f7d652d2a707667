// app/api/auth/[...nextauth]/route.ts
import { SignInInput } from '@/lib/accounts/auth.schema'
import { signIn } from '@/lib/accounts/sign-in'
import { authRoutes } from '@/lib/platform/session'
import { tools } from '@/lib/platform/tools'

const handler = authRoutes(async ({ email, password, address }) => {
  const input = SignInInput.safeParse({ email, password })
  if (!input.success) return null
  const signed = await signIn(tools, input.data, address)
  return signed.ok ? signed.value : null
})

export { handler as GET, handler as POST }
