import type { Permission } from './permissions.ts';

/**
 * Who may see each field, in the words of `permissions.ts`. It is written down here, not derived from the schema: what the
 * schema says and the chain does is held against it, for each of the nine who look.
 *
 * A new field needs a row. A list is for whoever may ask for it; which rows it has for whom is stated at the fields of the
 * rows, and tried by every way that leads to them.
 */
export const permissionTable: Readonly<Record<string, Permission>> = {
  // Query
  'Query.customer': 'own or any-staff',
  'Query.customers': 'any-staff',
  'Query.address': 'any-staff',
  'Query.addresses': 'any-staff',
  'Query.city': 'everybody',
  'Query.cities': 'everybody',
  'Query.country': 'everybody',
  'Query.countries': 'everybody',
  'Query.film': 'everybody',
  'Query.films': 'everybody',
  'Query.searchFilms': 'everybody',
  'Query.actor': 'everybody',
  'Query.actors': 'everybody',
  'Query.category': 'everybody',
  'Query.categories': 'everybody',
  'Query.language': 'everybody',
  'Query.languages': 'everybody',
  'Query.viewer': 'the viewer',
  'Query.endedSessions': 'service',
  'Query.auditLog': 'any-manager',
  'Query.registration': 'everybody',
  'Query.payment': 'own or staff-of-store',
  'Query.payments': 'signed-in',
  'Query.copy': 'staff-of-store',
  'Query.copies': 'any-staff',
  'Query.rental': 'own or staff-of-store',
  'Query.rentals': 'signed-in',
  'Query.store': 'everybody',
  'Query.stores': 'everybody',
  'Query.staffMember': 'staff-of-store',
  'Query.staffMemberByUsername': 'staff-of-store',
  'Query.staff': 'any-staff',
  'Query.staffPicture': 'staff-of-store',

  // Mutation
  'Mutation.deactivateCustomer': 'any-staff',
  'Mutation.reactivateCustomer': 'any-staff',
  'Mutation.signInCustomer': 'everybody',
  'Mutation.signInStaff': 'everybody',
  'Mutation.refreshSession': 'everybody',
  'Mutation.signOut': 'signed-in',
  'Mutation.signOutEverywhere': 'signed-in',
  'Mutation.endSession': 'signed-in',
  'Mutation.changePassword': 'signed-in',
  'Mutation.recordDenials': 'service',
  'Mutation.registerCustomer': 'everybody',
  'Mutation.requestPasswordReset': 'everybody',
  'Mutation.resetPassword': 'everybody',
  'Mutation.resetStaffPassword': 'any-manager',
  'Mutation.checkOut': 'any-staff',
  'Mutation.checkIn': 'any-staff',
  'Mutation.addCopies': 'any-staff',
  'Mutation.transferCopy': 'any-staff',
  'Mutation.receiveCopy': 'any-staff',
  'Mutation.deactivateStaff': 'any-manager',
  'Mutation.reactivateStaff': 'any-manager',

  // Subscription
  'Subscription.rentalReturned': 'signed-in',
  'Subscription.rentalOverdue': 'any-staff',
  'Subscription.availabilityChanged': 'everybody',

  // Actor
  'Actor.id': 'everybody',
  'Actor.firstName': 'everybody',
  'Actor.lastName': 'everybody',
  'Actor.lastUpdate': 'everybody',
  'Actor.films': 'everybody',

  // ActorConnection
  'ActorConnection.edges': 'as parent',
  'ActorConnection.pageInfo': 'as parent',
  'ActorConnection.totalCount': 'as parent',

  // ActorEdge
  'ActorEdge.cursor': 'as parent',
  'ActorEdge.node': 'as parent',

  // AddCopiesPayload
  'AddCopiesPayload.copies': 'as parent',
  'AddCopiesPayload.userErrors': 'as parent',

  // Address
  'Address.id': 'as parent',
  'Address.address': 'as parent',
  'Address.address2': 'as parent',
  'Address.district': 'as parent',
  'Address.postalCode': 'as parent',
  'Address.phone': 'as parent',
  'Address.city': 'as parent',
  'Address.lastUpdate': 'as parent',

  // AddressConnection
  'AddressConnection.edges': 'as parent',
  'AddressConnection.pageInfo': 'as parent',
  'AddressConnection.totalCount': 'as parent',

  // AddressEdge
  'AddressEdge.cursor': 'as parent',
  'AddressEdge.node': 'as parent',

  // AuditEntry
  'AuditEntry.id': 'as parent',
  'AuditEntry.at': 'as parent',
  'AuditEntry.kind': 'as parent',
  'AuditEntry.count': 'as parent',
  'AuditEntry.staff': 'as parent',
  'AuditEntry.customer': 'as parent',
  'AuditEntry.actorStaff': 'as parent',
  'AuditEntry.actorCustomer': 'as parent',
  'AuditEntry.clientAddress': 'as parent',
  'AuditEntry.reason': 'as parent',
  'AuditEntry.customers': 'as parent',
  'AuditEntry.coordinate': 'as parent',
  'AuditEntry.operationName': 'as parent',

  // AuditEntryConnection
  'AuditEntryConnection.edges': 'as parent',
  'AuditEntryConnection.pageInfo': 'as parent',
  'AuditEntryConnection.totalCount': 'as parent',

  // AuditEntryEdge
  'AuditEntryEdge.cursor': 'as parent',
  'AuditEntryEdge.node': 'as parent',

  // AvailabilityChanged
  'AvailabilityChanged.eventId': 'as parent',
  'AvailabilityChanged.occurredAt': 'as parent',
  'AvailabilityChanged.film': 'as parent',
  'AvailabilityChanged.store': 'as parent',

  // Category
  'Category.id': 'everybody',
  'Category.name': 'everybody',
  'Category.films': 'everybody',

  // CategoryConnection
  'CategoryConnection.edges': 'as parent',
  'CategoryConnection.pageInfo': 'as parent',
  'CategoryConnection.totalCount': 'as parent',

  // CategoryEdge
  'CategoryEdge.cursor': 'as parent',
  'CategoryEdge.node': 'as parent',

  // CategoryFacet
  'CategoryFacet.category': 'as parent',
  'CategoryFacet.count': 'as parent',

  // ChangePasswordPayload
  'ChangePasswordPayload.userErrors': 'as parent',

  // CheckInPayload
  'CheckInPayload.rentals': 'as parent',
  'CheckInPayload.userErrors': 'as parent',

  // CheckOutPayload
  'CheckOutPayload.rentals': 'as parent',
  'CheckOutPayload.userErrors': 'as parent',

  // City
  'City.id': 'everybody',
  'City.name': 'everybody',
  'City.country': 'everybody',

  // CityConnection
  'CityConnection.edges': 'as parent',
  'CityConnection.pageInfo': 'as parent',
  'CityConnection.totalCount': 'as parent',

  // CityEdge
  'CityEdge.cursor': 'as parent',
  'CityEdge.node': 'as parent',

  // Country
  'Country.id': 'everybody',
  'Country.name': 'everybody',
  'Country.cities': 'everybody',

  // CountryConnection
  'CountryConnection.edges': 'as parent',
  'CountryConnection.pageInfo': 'as parent',
  'CountryConnection.totalCount': 'as parent',

  // CountryEdge
  'CountryEdge.cursor': 'as parent',
  'CountryEdge.node': 'as parent',

  // Customer
  'Customer.id': 'own or any-staff',
  'Customer.firstName': 'own or any-staff',
  'Customer.lastName': 'own or any-staff',
  'Customer.email': 'own or any-staff',
  'Customer.active': 'own or any-staff',
  'Customer.createDate': 'own or any-staff',
  'Customer.address': 'own or any-staff',
  'Customer.store': 'own or any-staff',
  'Customer.lastUpdate': 'own or any-staff',
  'Customer.viewerCanDeactivate': 'own or any-staff',
  'Customer.viewerCanReactivate': 'own or any-staff',
  'Customer.login': 'own or any-staff',
  'Customer.payments': 'own or any-staff',
  'Customer.rentals': 'own or any-staff',

  // CustomerConnection
  'CustomerConnection.edges': 'as parent',
  'CustomerConnection.pageInfo': 'as parent',
  'CustomerConnection.totalCount': 'as parent',

  // CustomerEdge
  'CustomerEdge.cursor': 'as parent',
  'CustomerEdge.node': 'as parent',

  // DeactivateCustomerPayload
  'DeactivateCustomerPayload.customer': 'as parent',
  'DeactivateCustomerPayload.userErrors': 'as parent',

  // DeactivateStaffPayload
  'DeactivateStaffPayload.staff': 'as parent',
  'DeactivateStaffPayload.userErrors': 'as parent',

  // EndedSession
  'EndedSession.sessionId': 'service',
  'EndedSession.endedAt': 'service',

  // EndSessionPayload
  'EndSessionPayload.userErrors': 'as parent',

  // Film
  'Film.id': 'everybody',
  'Film.title': 'everybody',
  'Film.description': 'everybody',
  'Film.releaseYear': 'everybody',
  'Film.language': 'everybody',
  'Film.originalLanguage': 'everybody',
  'Film.rentalDurationDays': 'everybody',
  'Film.rentalRate': 'everybody',
  'Film.lengthMinutes': 'everybody',
  'Film.replacementCost': 'everybody',
  'Film.rating': 'everybody',
  'Film.specialFeatures': 'everybody',
  'Film.popularity': 'everybody',
  'Film.lastUpdate': 'everybody',
  'Film.actors': 'everybody',
  'Film.categories': 'everybody',
  'Film.copies': 'any-staff',
  'Film.availability': 'everybody',

  // FilmAvailability
  'FilmAvailability.copies': 'as parent',
  'FilmAvailability.onShelf': 'as parent',
  'FilmAvailability.nextExpectedReturn': 'as parent',

  // FilmConnection
  'FilmConnection.edges': 'as parent',
  'FilmConnection.pageInfo': 'as parent',
  'FilmConnection.totalCount': 'as parent',

  // FilmEdge
  'FilmEdge.cursor': 'as parent',
  'FilmEdge.node': 'as parent',

  // FilmSearchConnection
  'FilmSearchConnection.edges': 'as parent',
  'FilmSearchConnection.pageInfo': 'as parent',
  'FilmSearchConnection.totalCount': 'as parent',
  'FilmSearchConnection.facets': 'as parent',

  // FilmSearchFacets
  'FilmSearchFacets.categories': 'as parent',
  'FilmSearchFacets.ratings': 'as parent',
  'FilmSearchFacets.languages': 'as parent',

  // InventoryItem
  'InventoryItem.id': 'own or staff-of-store',
  'InventoryItem.status': 'own or staff-of-store',
  'InventoryItem.film': 'own or staff-of-store',
  'InventoryItem.store': 'own or staff-of-store',
  'InventoryItem.destination': 'own or staff-of-store',
  'InventoryItem.lastUpdate': 'own or staff-of-store',
  'InventoryItem.viewerCanCheckOut': 'own or staff-of-store',
  'InventoryItem.viewerCanTransfer': 'own or staff-of-store',
  'InventoryItem.viewerCanReceive': 'own or staff-of-store',
  'InventoryItem.rentals': 'staff-of-store',

  // InventoryItemConnection
  'InventoryItemConnection.edges': 'as parent',
  'InventoryItemConnection.pageInfo': 'as parent',
  'InventoryItemConnection.totalCount': 'as parent',

  // InventoryItemEdge
  'InventoryItemEdge.cursor': 'as parent',
  'InventoryItemEdge.node': 'as parent',

  // Language
  'Language.id': 'everybody',
  'Language.name': 'everybody',
  'Language.films': 'everybody',

  // LanguageConnection
  'LanguageConnection.edges': 'as parent',
  'LanguageConnection.pageInfo': 'as parent',
  'LanguageConnection.totalCount': 'as parent',

  // LanguageEdge
  'LanguageEdge.cursor': 'as parent',
  'LanguageEdge.node': 'as parent',

  // LanguageFacet
  'LanguageFacet.language': 'as parent',
  'LanguageFacet.count': 'as parent',

  // Login
  'Login.loginName': 'as parent',
  'Login.hasPassword': 'as parent',
  'Login.lastSignInAt': 'as parent',

  // Money
  'Money.amount': 'as parent',
  'Money.currency': 'as parent',

  // PageInfo
  'PageInfo.hasNextPage': 'as parent',
  'PageInfo.hasPreviousPage': 'as parent',
  'PageInfo.startCursor': 'as parent',
  'PageInfo.endCursor': 'as parent',

  // PasswordLink
  'PasswordLink.token': 'as parent',
  'PasswordLink.expiresAt': 'as parent',

  // Payment
  'Payment.id': 'own or staff-of-store',
  'Payment.amount': 'own or staff-of-store',
  'Payment.paymentDate': 'own or staff-of-store',
  'Payment.customer': 'own or staff-of-store',
  'Payment.staff': 'staff-of-store',
  'Payment.rental': 'own or staff-of-store',
  'Payment.store': 'own or staff-of-store',

  // PaymentConnection
  'PaymentConnection.edges': 'as parent',
  'PaymentConnection.pageInfo': 'as parent',
  'PaymentConnection.totalCount': 'as parent',

  // PaymentEdge
  'PaymentEdge.cursor': 'as parent',
  'PaymentEdge.node': 'as parent',

  // Picture
  'Picture.mediaType': 'as parent',
  'Picture.base64': 'as parent',

  // RatingFacet
  'RatingFacet.rating': 'as parent',
  'RatingFacet.count': 'as parent',

  // ReactivateCustomerPayload
  'ReactivateCustomerPayload.customer': 'as parent',
  'ReactivateCustomerPayload.userErrors': 'as parent',

  // ReactivateStaffPayload
  'ReactivateStaffPayload.staff': 'as parent',
  'ReactivateStaffPayload.userErrors': 'as parent',

  // ReceiveCopyPayload
  'ReceiveCopyPayload.copy': 'as parent',
  'ReceiveCopyPayload.userErrors': 'as parent',

  // RecordDenialsPayload
  'RecordDenialsPayload.userErrors': 'service',

  // RefreshSessionPayload
  'RefreshSessionPayload.accessToken': 'as parent',
  'RefreshSessionPayload.accessTokenExpiresAt': 'as parent',
  'RefreshSessionPayload.refreshToken': 'as parent',
  'RefreshSessionPayload.refreshTokenExpiresAt': 'as parent',
  'RefreshSessionPayload.viewer': 'as parent',
  'RefreshSessionPayload.userErrors': 'as parent',

  // RegisterCustomerPayload
  'RegisterCustomerPayload.registration': 'as parent',
  'RegisterCustomerPayload.userErrors': 'as parent',

  // Registration
  'Registration.id': 'as parent',
  'Registration.status': 'as parent',
  'Registration.failure': 'as parent',
  'Registration.customer': 'own or any-staff',

  // RegistrationRequest
  'RegistrationRequest.id': 'service',
  'RegistrationRequest.email': 'service',
  'RegistrationRequest.firstName': 'service',
  'RegistrationRequest.lastName': 'service',
  'RegistrationRequest.storeId': 'service',
  'RegistrationRequest.address': 'service',
  'RegistrationRequest.address2': 'service',
  'RegistrationRequest.district': 'service',
  'RegistrationRequest.cityId': 'service',
  'RegistrationRequest.postalCode': 'service',
  'RegistrationRequest.phone': 'service',

  // Rental
  'Rental.id': 'own or staff-of-store',
  'Rental.payments': 'own or staff-of-store',
  'Rental.copy': 'own or staff-of-store',
  'Rental.film': 'own or staff-of-store',
  'Rental.customer': 'own or staff-of-store',
  'Rental.store': 'own or staff-of-store',
  'Rental.staff': 'staff-of-store',
  'Rental.rentalDate': 'own or staff-of-store',
  'Rental.dueAt': 'own or staff-of-store',
  'Rental.returnDate': 'own or staff-of-store',
  'Rental.price': 'own or staff-of-store',
  'Rental.durationDays': 'own or staff-of-store',
  'Rental.filmTitle': 'own or staff-of-store',
  'Rental.overdue': 'own or staff-of-store',
  'Rental.viewerCanCheckIn': 'own or staff-of-store',
  'Rental.lastUpdate': 'own or staff-of-store',

  // RentalConnection
  'RentalConnection.edges': 'as parent',
  'RentalConnection.pageInfo': 'as parent',
  'RentalConnection.totalCount': 'as parent',

  // RentalEdge
  'RentalEdge.cursor': 'as parent',
  'RentalEdge.node': 'as parent',

  // RentalOverdue
  'RentalOverdue.eventId': 'as parent',
  'RentalOverdue.occurredAt': 'as parent',
  'RentalOverdue.rental': 'signed-in',
  'RentalOverdue.copy': 'signed-in',
  'RentalOverdue.film': 'as parent',
  'RentalOverdue.store': 'as parent',
  'RentalOverdue.customer': 'signed-in',

  // RentalReturned
  'RentalReturned.eventId': 'as parent',
  'RentalReturned.occurredAt': 'as parent',
  'RentalReturned.rental': 'signed-in',
  'RentalReturned.copy': 'signed-in',
  'RentalReturned.film': 'as parent',
  'RentalReturned.store': 'as parent',
  'RentalReturned.returnedTo': 'as parent',
  'RentalReturned.customer': 'signed-in',
  'RentalReturned.staff': 'any-staff',

  // RequestPasswordResetPayload
  'RequestPasswordResetPayload.userErrors': 'as parent',

  // ResetPasswordPayload
  'ResetPasswordPayload.userErrors': 'as parent',

  // ResetStaffPasswordPayload
  'ResetStaffPasswordPayload.link': 'as parent',
  'ResetStaffPasswordPayload.userErrors': 'as parent',

  // Session
  'Session.id': 'as parent',
  'Session.createdAt': 'as parent',
  'Session.lastUsedAt': 'as parent',
  'Session.expiresAt': 'as parent',
  'Session.clientAddress': 'as parent',
  'Session.userAgent': 'as parent',

  // SignInCustomerPayload
  'SignInCustomerPayload.accessToken': 'as parent',
  'SignInCustomerPayload.accessTokenExpiresAt': 'as parent',
  'SignInCustomerPayload.refreshToken': 'as parent',
  'SignInCustomerPayload.refreshTokenExpiresAt': 'as parent',
  'SignInCustomerPayload.viewer': 'as parent',
  'SignInCustomerPayload.userErrors': 'as parent',

  // SignInStaffPayload
  'SignInStaffPayload.accessToken': 'as parent',
  'SignInStaffPayload.accessTokenExpiresAt': 'as parent',
  'SignInStaffPayload.refreshToken': 'as parent',
  'SignInStaffPayload.refreshTokenExpiresAt': 'as parent',
  'SignInStaffPayload.viewer': 'as parent',
  'SignInStaffPayload.userErrors': 'as parent',

  // SignOutEverywherePayload
  'SignOutEverywherePayload.userErrors': 'as parent',

  // SignOutPayload
  'SignOutPayload.userErrors': 'as parent',

  // Staff
  'Staff.id': 'staff-of-store',
  'Staff.login': 'own or manager-of-store',
  'Staff.payments': 'staff-of-store',
  'Staff.firstName': 'staff-of-store',
  'Staff.lastName': 'staff-of-store',
  'Staff.username': 'staff-of-store',
  'Staff.email': 'staff-of-store',
  'Staff.active': 'staff-of-store',
  'Staff.store': 'staff-of-store',
  'Staff.address': 'staff-of-store',
  'Staff.lastUpdate': 'staff-of-store',
  'Staff.viewerCanDeactivate': 'staff-of-store',
  'Staff.viewerCanReactivate': 'staff-of-store',

  // StaffConnection
  'StaffConnection.edges': 'as parent',
  'StaffConnection.pageInfo': 'as parent',
  'StaffConnection.totalCount': 'as parent',

  // StaffEdge
  'StaffEdge.cursor': 'as parent',
  'StaffEdge.node': 'as parent',

  // Store
  'Store.id': 'everybody',
  'Store.customers': 'any-staff',
  'Store.inventory': 'any-staff',
  'Store.rentals': 'any-staff',
  'Store.timeZone': 'everybody',
  'Store.address': 'everybody',
  'Store.manager': 'staff-of-store',
  'Store.staff': 'any-staff',
  'Store.lastUpdate': 'everybody',

  // StoreConnection
  'StoreConnection.edges': 'as parent',
  'StoreConnection.pageInfo': 'as parent',
  'StoreConnection.totalCount': 'as parent',

  // StoreEdge
  'StoreEdge.cursor': 'as parent',
  'StoreEdge.node': 'as parent',

  // TransferCopyPayload
  'TransferCopyPayload.copy': 'as parent',
  'TransferCopyPayload.userErrors': 'as parent',

  // UserError
  'UserError.code': 'as parent',
  'UserError.message': 'as parent',
  'UserError.path': 'as parent',

  // Viewer
  'Viewer.id': 'the viewer',
  'Viewer.kind': 'the viewer',
  'Viewer.scopes': 'the viewer',
  'Viewer.storeId': 'the viewer',
  'Viewer.customer': 'the viewing customer',
  'Viewer.staff': 'the viewing member',
  'Viewer.session': 'the viewer',
  'Viewer.sessions': 'the viewer',
  'Viewer.can': 'the viewer',

  // ViewerRights
  'ViewerRights.checkOut': 'as parent',
  'ViewerRights.checkIn': 'as parent',
  'ViewerRights.addCopies': 'as parent',
  'ViewerRights.transferCopies': 'as parent',
  'ViewerRights.receiveCopies': 'as parent',
  'ViewerRights.findCopies': 'as parent',
  'ViewerRights.findCustomers': 'as parent',
  'ViewerRights.findAddresses': 'as parent',
  'ViewerRights.deactivateCustomers': 'as parent',
  'ViewerRights.seeStaff': 'as parent',
  'ViewerRights.manageStaff': 'as parent',
  'ViewerRights.followOverdue': 'as parent',
  'ViewerRights.readAuditLog': 'as parent',
};
