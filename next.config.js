// next.config.js
import createNextIntlPlugin from 'next-intl/plugin'

const withMessages = createNextIntlPlugin('./messages/request.ts')

/** @type {import('next').NextConfig} */
const config = {
  // Several servers may stand in one tree, each with its own build.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  allowedDevOrigins: ['127.0.0.1'],
  // There are several root layouts, so that offer pages stay static: none of them could be the 404.
  experimental: { globalNotFound: true },
}

export default withMessages(config)
