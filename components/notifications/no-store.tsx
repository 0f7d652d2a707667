// components/notifications/no-store.tsx
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'

type Props = { readonly title: string; readonly body: string; readonly action: string }

/** There are no notifications without a store: the next step is to link one. */
export const NoStore = ({ title, body, action }: Props) => (
  <Card>
    <EmptyState
      title={title}
      action={
        <Button asChild variant="primary">
          <Link href="/stores/new">{action}</Link>
        </Button>
      }
    >
      {body}
    </EmptyState>
  </Card>
)
