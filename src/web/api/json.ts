/** What a server's value is after its way through JSON: instants are ISO texts. */
export type Json<Value> = Value extends Date
  ? string
  : Value extends string
    ? Value
    : Value extends readonly (infer Item)[]
      ? Json<Item>[]
      : Value extends object
        ? { [Key in keyof Value]: Json<Value[Key]> }
        : Value;
