// app/(panel)/not-found.tsx
import { NotFoundState } from '@/components/layout/not-found-state'

export default function PanelNotFound() {
  return <NotFoundState />
}
