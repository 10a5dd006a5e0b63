/** What MoonPay still has to know about a customer. */

/** What is missing. @param {any} customer @returns {[string, any][]} categories with their requirements */
export function outstanding(customer) {
  return Object.entries(customer?.kyc?.requirements ?? {}).filter(([, { status }]) => status === 'incomplete');
}

/** MoonPay may have several customers for one of this shop: the one of whom something is missing. @param {any[]} [customers] */
export function wanting(customers = []) {
  return customers.find((each) => outstanding(each).length > 0) ?? customers[0];
}
