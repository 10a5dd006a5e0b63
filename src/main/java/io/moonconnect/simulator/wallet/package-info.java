/** Wallet addresses of the networks on which the simulator's assets are, checked as strictly as MoonPay does. */
package io.moonconnect.simulator.wallet;
