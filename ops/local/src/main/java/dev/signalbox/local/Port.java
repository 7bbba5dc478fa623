package dev.signalbox.local;

/** Every port Signalbox listens on, always on loopback. */
enum Port {
    PLATFORM("SIGNALBOX_PLATFORM_PORT", 8080, "platform-api"),
    PLATFORM_MANAGEMENT("SIGNALBOX_PLATFORM_MANAGEMENT_PORT", 8081, "the management of platform-api"),
    MCP("SIGNALBOX_MCP_PORT", 8340, "mcp-server"),
    MCP_MANAGEMENT("SIGNALBOX_MCP_MANAGEMENT_PORT", 8341, "the management of mcp-server"),
    CONSOLE("SIGNALBOX_CONSOLE_PORT", 8090, "console-ui"),
    CONSOLE_MANAGEMENT("SIGNALBOX_CONSOLE_MANAGEMENT_PORT", 8091, "the management of console-ui"),
    DATABASE("SIGNALBOX_DATABASE_PORT", 54329, "the database");

    final String setting;
    final int usual;
    final String user;

    Port(String setting, int usual, String user) {
        this.setting = setting;
        this.usual = usual;
        this.user = user;
    }
}
