/** How long a password may be: for whoever checks one, without what signs people in. */
export const minPasswordCharacters = 12;
export const maxPasswordCharacters = 128;
