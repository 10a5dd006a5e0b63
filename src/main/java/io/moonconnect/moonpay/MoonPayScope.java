package io.moonconnect.moonpay;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.moonconnect.moonpay.permit.PermitScope;

/** MoonPay limits test and live apart, so a fleet of each can use one Redis. */
class MoonPayScope {

    @Produces
    @Singleton
    PermitScope scope(MoonPaySettings settings) {
        return new PermitScope(settings.mode().label());
    }
}
