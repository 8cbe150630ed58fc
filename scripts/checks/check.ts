/** One question about the repository; `problems` is what a person has to read to put it right, empty when all is well. */
export type Check = { name: string; problems(): Promise<string[]> };
