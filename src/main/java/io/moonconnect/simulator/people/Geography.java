package io.moonconnect.simulator.people;

import io.vertx.core.json.JsonObject;

/** A customer's location, in the three fields of MoonPay's geography object. */
public enum Geography {
    COLORADO("USA", null, null),
    NEW_YORK("USA", "NY", null),
    WASHINGTON("USA", "WA", null),
    GERMANY("DEU", null, "EEA"),
    SWITZERLAND("CHE", null, null),
    UNITED_KINGDOM("GBR", null, null);

    private final String country;
    private final String administrativeArea;
    private final String area;

    Geography(String country, String administrativeArea, String area) {
        this.country = country;
        this.administrativeArea = administrativeArea;
        this.area = area;
    }

    public String country() {
        return country;
    }

    public boolean american() {
        return "USA".equals(country);
    }

    public boolean european() {
        return "EEA".equals(area);
    }

    /** New York and Washington, which have disclosure rules of their own. */
    public boolean finalityState() {
        return administrativeArea != null;
    }

    public JsonObject json() {
        JsonObject json = JsonObject.of("country", country);
        if (administrativeArea != null) {
            json.put("administrativeArea", administrativeArea);
        }
        return area == null ? json : json.put("area", area);
    }
}
