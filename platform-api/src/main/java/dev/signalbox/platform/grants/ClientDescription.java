package dev.signalbox.platform.grants;

import java.util.List;

/** What a client says of itself at the address that is its id. */
record ClientDescription(String clientId, String clientName, List<String> redirectUris) {}
