// components/checkout/video-block.tsx
import { useTranslations } from 'next-intl'
import type { PageImage } from '@/lib/offers/page-pictures'
import type { OfferPageView } from '@/lib/offers/views'
import { PlayIcon } from './icons'
import { Picture } from './picture'
import { VideoPlayer } from './video-player'

type Source = NonNullable<OfferPageView['video']>['source']

/** Where it is watched without a script. */
const pageOf = (source: Source) =>
  source.from === 'file'
    ? source.address
    : source.from === 'youtube'
      ? `https://www.youtube.com/watch?v=${source.id}`
      : `https://vimeo.com/${[source.id, source.key].filter(Boolean).join('/')}`

/** What plays it here; both ask their hosts to leave their visitor alone. */
const playerOf = (source: Source) =>
  source.from === 'file'
    ? source.address
    : source.from === 'youtube'
      ? `https://www.youtube-nocookie.com/embed/${source.id}?autoplay=1&rel=0`
      : `https://player.vimeo.com/video/${source.id}?autoplay=1&dnt=1${source.key === undefined ? '' : `&h=${source.key}`}`

type Props = {
  readonly video: NonNullable<OfferPageView['video']>
  readonly cover: PageImage | null
}

/** Nothing of anybody else is loaded until it is tapped; without a script the tap is a link. */
export function VideoBlock({ video: { source, title, poster }, cover }: Props) {
  const t = useTranslations('checkout.blocks')
  const image = poster ?? cover
  const name = title || t('video')
  return (
    <section className="block" aria-labelledby="video-title">
      <div className="wrap split">
        <h2 id="video-title">{name}</h2>
        <div>
          <VideoPlayer
            page={pageOf(source)}
            player={playerOf(source)}
            isFile={source.from === 'file'}
            title={name}
            label={t('watch', { title: name })}
          >
            {image !== null && (
              <Picture image={image} sizes="(min-width: 900px) 736px, 100vw" alt="" />
            )}
            <span className="play">
              <PlayIcon />
            </span>
          </VideoPlayer>
          <p className="tiny muted under-video">{t('videoHint')}</p>
        </div>
      </div>
    </section>
  )
}
