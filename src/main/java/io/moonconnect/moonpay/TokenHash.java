package io.moonconnect.moonpay;

/** Stands for an access token where only sameness counts, so that nothing that outlives a request holds one. */
@FunctionalInterface
public interface TokenHash {

    /** @return the same for the same token, in this process; it does not lead back to the token */
    String of(String token);
}
