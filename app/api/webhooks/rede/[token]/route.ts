// app/api/webhooks/rede/[token]/route.ts
import { receiveNotice } from '../../receive-notice'

type Params = { readonly params: Promise<{ token: string }> }

/** Rede says that something of its changed: a hint, kept raw; the truth is asked for. */
export const POST = async (request: Request, { params }: Params): Promise<Response> =>
  receiveNotice(request, { acquirer: 'rede', token: (await params).token })

/** Whoever registers the address may look whether it answers. */
export const GET = () => Response.json({ ok: true })
