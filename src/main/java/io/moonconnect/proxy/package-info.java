/** Forward proxies, through which MoonPay and the sinks are reached where nothing else leaves the network. */
package io.moonconnect.proxy;
