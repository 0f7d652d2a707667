// lib/kernel/picture.ts
import type { Id } from './ids'

export const PICTURE_BYTES_MAX = 12_000_000

/**
 * What a file dialog offers. HEIC is left out on purpose: an iPhone then makes a JPEG of it by itself.
 */
export const PICTURE_TYPES = 'image/jpeg,image/png,image/webp,image/avif,image/gif'

/** Where a file of an uploaded picture is served. */
export const pictureAddress = (id: Id<'image'>, file: string) => `/i/${id}/${file}`
