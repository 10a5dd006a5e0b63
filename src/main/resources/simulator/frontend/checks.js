/** What the form of the first screen does not accept, so that nothing is asked for in vain and nothing is sent to a wrong address. */
import { amountOf } from './amount.js';
import { isExample } from './wallet.js';

export function refuseWhatTheServiceWould(form) {
  const { amount, email, phone } = form.elements;
  const check = () => {
    amount.setCustomValidity(amountOf(amount.value) === null ? `An amount above zero, for example ${(120.5).toLocaleString([...navigator.languages], { minimumFractionDigits: 2 })}` : '');
    email.required = phone.value.trim() !== '';
    phone.required = email.value.trim() !== '';
  };
  form.addEventListener('input', check);
  check();
  // The browser cannot point at a field that is folded away.
  form.addEventListener('invalid', ({ target }) => target.closest('details')?.setAttribute('open', ''), true);
}

/** @returns {() => Promise<void>} checks the address: at each input, and once more before a price is asked for */
export function refuseAnotherNetworksWallet(form, networkOfCode) {
  const { asset, wallet } = form.elements;
  const check = async () => {
    const given = [asset.value, wallet.value.trim()];
    const network = networkOfCode(asset.value);
    const fits = !network || given[1] === '' || (await network.has(given[1]));
    // Checksums take a moment, in which the customer may have typed on.
    if (String(given) !== String([asset.value, wallet.value.trim()])) return;
    wallet.setCustomValidity(fits ? '' : `This is no address of the network ${network.name}, or it is mistyped. Please copy it from your wallet.`);
  };
  asset.addEventListener('change', () => { if (isExample(wallet.value.trim())) wallet.value = networkOfCode(asset.value)?.example ?? ''; });
  form.addEventListener('input', check);
  form.addEventListener('change', check);
  return check;
}
