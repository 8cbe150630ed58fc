import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type RegisterDetail, registerApi, registerPath } from '../../../web/registers/register-api.ts';
import { custody } from '../custody/custody.register.ts';
import { customer } from './customer.register.ts';
import { type Customer, customerPath } from './customer-api.web.ts';

export type CustomerDetail = Omit<RegisterDetail, 'row'> & { row: Customer };

const keyOf = (id: number) => [registerPath(customer), 'row', String(id)];

/** The customer and what one may do to it. */
export function useCustomer(id: number) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => (await registerApi.get(customer, String(id), signal)) as unknown as CustomerDetail,
  });
}

/** After a write: the list, the customer, and everything that is shown about him are asked for again. */
export function useRefreshCustomer(id: number): () => void {
  const client = useQueryClient();
  return () => {
    for (const beginning of [registerPath(customer), registerPath(custody), customerPath(id)]) {
      void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(beginning) });
    }
  };
}

/** Shows what a revelation gave until the customer is read again. */
export function useShowRevealed(id: number): (row: Customer) => void {
  const client = useQueryClient();
  return (row) =>
    client.setQueryData<CustomerDetail>(keyOf(id), (before) => (before === undefined ? before : { ...before, row }));
}
