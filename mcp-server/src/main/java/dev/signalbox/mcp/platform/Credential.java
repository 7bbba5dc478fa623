package dev.signalbox.mcp.platform;

/** What a request to the platform is authorised with. Never printed. */
record Credential(String header) {

    static Credential bearer(String token) {
        return new Credential("Bearer " + token);
    }

    static Credential service(String secret) {
        return new Credential("Service " + secret);
    }

    @Override
    public String toString() {
        return "Credential[]";
    }
}
