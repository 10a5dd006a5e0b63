/** Our own OpenAPI document, kept true: by the tests here, and by the filter that other tests can install. */
package io.moonconnect.contract;
