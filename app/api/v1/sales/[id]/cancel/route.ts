// app/api/v1/sales/[id]/cancel/route.ts
import { cancelSale } from '@/lib/sales/cancel-sale'
import { operateBy } from '../operate'

export const POST = operateBy(cancelSale)
