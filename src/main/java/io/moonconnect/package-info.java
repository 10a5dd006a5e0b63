/** Moonconnect: the server side of a MoonPay Platform integration. Each room below says what lives in it. */
package io.moonconnect;
