/**
 * What only a real browser can show, in Debian's Chromium. A test class asks for one with
 * {@code @ExtendWith(InChromium.class)} and a parameter of type {@link io.moonconnect.browser.Browser}.
 */
package io.moonconnect.browser;
