// app/(public)/o/[code]/share.jpg/route.ts
import { sharePicture } from '../../share-picture'

type Params = { readonly params: Promise<{ code: string }> }

/** What messages and feeds show of the offer, drawn once a publication. */
export const dynamic = 'force-static'
export const revalidate = false
export const generateStaticParams = () => []

export async function GET(_: Request, { params }: Params): Promise<Response> {
  return sharePicture((await params).code)
}
