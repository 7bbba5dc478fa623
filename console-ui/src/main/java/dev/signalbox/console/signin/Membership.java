package dev.signalbox.console.signin;

/** A tenant somebody belongs to, and who they are there. */
public record Membership(String tenantId, String tenantName, String role, String email, String displayName) {}
