package dev.signalbox.mcp.catalog;

/** Whether a deployment must opt in to a tool, because it hands out or changes secrets. */
public enum Risk {
    STANDARD,
    RISK
}
