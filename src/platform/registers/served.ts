/** placeholder until the register types land */
export type ServedRegister = { register: { id: string } };
