/** A few documents to make rows of, and their order. */
export const SALES = [
  { _id: 1, item: 'tea', price: 5, quantity: 2, tags: ['hot', 'green'] },
  { _id: 2, item: 'cup', price: 20, quantity: 1, tags: [] },
  { _id: 3, item: 'tea', price: 7, quantity: 10, tags: ['hot'] },
  { _id: 4, item: 'pot', price: 50, quantity: 1 },
]
export const BY_ID = ['sort', { _id: 1 }] as const
