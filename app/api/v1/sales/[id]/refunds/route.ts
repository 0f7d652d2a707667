// app/api/v1/sales/[id]/refunds/route.ts
import { refundSale } from '@/lib/sales/refund-sale'
import { operateBy } from '../operate'

export const POST = operateBy(refundSale)
