// app/(public)/o/[code]/[lang]/share.jpg/route.ts
import { isLocale } from '@/messages/locales'
import { sharePicture } from '../../../share-picture'

type Params = { readonly params: Promise<{ code: string; lang: string }> }

/** The same in the language the page was asked for in. */
export const dynamic = 'force-static'
export const revalidate = false
export const generateStaticParams = () => []

export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { code, lang } = await params
  return isLocale(lang) ? sharePicture(code, lang) : new Response(null, { status: 404 })
}
