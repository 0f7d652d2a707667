// app/(panel)/offers/[id]/links/[linkId]/qr/route.tsx

/* GET  the QR code of a short link. `format=svg` (the default) or `png`; `download=1` names a file. */

import { ImageResponse } from 'next/og'
import type { Id } from '@/lib/kernel/ids'
import { drawLinkQr } from '@/lib/offers/draw-link-qr'
import { findShortLink, type ShortLinkRow } from '@/lib/offers/short-links-view'
import { env } from '@/lib/platform/env'
import { problem } from '@/lib/platform/problem'
import { findMember } from '@/lib/platform/session'

type Params = { readonly params: Promise<{ linkId: string }> }

const PNG_WIDTH = 1200

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const ctx = await findMember()
  if (ctx === null) return problem(401, 'unauthenticated')
  const link = await findShortLink(ctx, (await params).linkId as Id<'shortLink'>)
  if (link === null) return problem(404, 'link_not_found')
  const { searchParams } = new URL(request.url)
  const format = searchParams.get('format') ?? 'svg'
  const address = `${env.APP_URL}/s/${link.code}`
  const name = `qr-${link.code}.${format}`
  const headers = {
    'cache-control': 'private, no-store',
    ...(searchParams.get('download') === '1' && {
      'content-disposition': `attachment; filename="${name}"`,
    }),
  }
  const label = labelOf(link)
  if (format === 'png') return png(address, label, headers)
  if (format !== 'svg') return problem(400, 'invalid_query', { detail: 'format is svg or png.' })
  return new Response(drawLinkQr(address, label).svg, {
    headers: {
      ...headers,
      'content-type': 'image/svg+xml',
      'content-security-policy': "default-src 'none'",
    },
  })
}

const labelOf = ({ label, code }: ShortLinkRow) => (label === '' ? `/s/${code}` : label)

/** The font at hand has the letters of Europe; for any other one would be asked of the network. */
const DRAWABLE = /[^\u0020-\u024f]/g

function png(address: string, label: string, headers: Readonly<Record<string, string>>) {
  const { svg, width } = drawLinkQr(address)
  const size = Math.ceil(PNG_WIDTH / width) * width
  const data = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  return new ImageResponse(
    <div
      style={{
        ...{ display: 'flex', flexDirection: 'column', alignItems: 'center' },
        ...{ width: '100%', height: '100%', background: '#fff', color: '#000' },
      }}
    >
      {/* biome-ignore lint/performance/noImgElement: drawn into a picture, not shown on a page */}
      <img src={data} width={size} height={size} alt="" />
      <div style={{ display: 'flex', fontSize: 52, marginTop: -24, padding: '0 60px' }}>
        {label.replace(DRAWABLE, '').slice(0, 44)}
      </div>
    </div>,
    { width: size, height: size + 110, headers },
  )
}
