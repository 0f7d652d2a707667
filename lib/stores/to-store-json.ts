// lib/stores/to-store-json.ts
import type { StoreView } from './views'

/** Public: a change of it is a breaking change. The key itself is never shown. */
export const toStoreJson = (store: StoreView, appUrl: string) => ({
  id: store.id,
  name: store.name,
  platform: store.platform,
  state: store.state,
  postbackUrl: postbackUrlOf(store, appUrl),
  keySaved: store.keyHint !== null,
  instanceId: store.instance?.id ?? null,
  supportPhone: store.supportPhone,
  supportEmail: store.supportEmail,
  quarantined: store.quarantined,
  lastEventAt: store.last?.at.toISOString() ?? null,
  firstEventAt: store.firstEventAt?.toISOString() ?? null,
  createdAt: store.createdAt.toISOString(),
})

export const postbackUrlOf = ({ token }: Pick<StoreView, 'token'>, appUrl: string) =>
  `${appUrl.replace(/\/$/, '')}/api/postbacks/${token}`
