/** The class of a kind of object, which validates itself. Here, where its packages are found. */
export const modelOf = async (module, kind) => (await import(module))[kind];
